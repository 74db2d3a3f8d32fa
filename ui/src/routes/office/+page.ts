import { redirect } from '@sveltejs/kit';

// The back office begins with the stock: that is what one comes for.
export const load = () => redirect(307, '/office/stock');
