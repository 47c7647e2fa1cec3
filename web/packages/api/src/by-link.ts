/** How the server names whoever acts by a customer's link: he has no account, and no name of his own. */
export const BY_LINK = "customer_link";
