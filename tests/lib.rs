//! What several test programs share: stores, shops and devices made for a test.
