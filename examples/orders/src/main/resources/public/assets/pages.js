/** The three pages of the shop, and what their buttons do. `last` is the order that was placed last. */
export const PAGES = [
  {
    route: '/catalog',
    about: 'A visitor looks around and orders.',
    actions: [
      { label: 'Look around', method: 'GET', path: '/api/products', hint: 'What is on offer' },
      { label: 'Bestsellers', method: 'GET', path: '/api/products/bestsellers', hint: 'One query over three tables' },
      { label: 'Order a kettle', method: 'POST', path: '/api/orders', body: { item: 'Tea kettle', quantity: 1 }, hint: 'Creates an order: 201 with its Location' },
      { label: 'Order nothing', method: 'POST', path: '/api/orders', body: { item: '', quantity: 0 }, hint: 'Refused by validation: 400' },
      { label: 'Delivery times', method: 'GET', path: '/api/slow', hint: 'Takes 750 ms and keeps no thread waiting' },
      { label: 'Internal ping', method: 'GET', path: '/api/internal/ping', hint: '@RouteflowIgnore: answered, but no event' },
    ],
  },
  {
    route: '/checkout',
    about: 'The visitor looks at the order once more and pays.',
    actions: [
      { label: 'Pay', method: 'POST', path: '/api/orders/{id}/pay', hint: 'A reactive call to the payment service' },
      { label: 'Show the order', method: 'GET', path: '/api/orders/{id}', hint: 'One order; the event names the template' },
      { label: 'Print the bill', method: 'GET', path: '/api/broken', hint: 'Throws: 500, the event names the exception class' },
    ],
  },
  {
    route: '/account',
    about: 'The customer comes back later.',
    actions: [
      { label: 'My history', method: 'GET', path: '/api/customers/1/history', hint: 'One query for the orders, one more for each: N+1' },
      { label: 'My history, fixed', method: 'GET', path: '/api/customers/1/history-batched', hint: 'The same answer in two queries' },
      { label: 'All orders', method: 'GET', path: '/api/orders', hint: 'The newest first' },
      { label: 'Cancel the order', method: 'DELETE', path: '/api/orders/{id}', hint: '204, or 404 where it is gone already' },
      { label: 'Sign up again', method: 'POST', path: '/api/customers', body: { name: 'Ada Ferreira', email: 'ada@example.com' }, hint: 'The database refuses: 409, the event has its SQLSTATE' },
      { label: 'An unknown order', method: 'GET', path: '/api/orders/999999', hint: 'A route that matches, an order that is missing: 404' },
      { label: 'A dead link', method: 'GET', path: '/api/wishlist', hint: 'No route: the event says __unmatched__' },
    ],
  },
];
