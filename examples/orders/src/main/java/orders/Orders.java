package orders;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What can be done with orders; each is one transaction. It blocks. */
@Singleton
class Orders {

  private final OrderRepository orders;
  private final OrderLineRepository lines;
  private final ProductRepository products;

  Orders(OrderRepository orders, OrderLineRepository lines, ProductRepository products) {
    this.orders = orders;
    this.lines = lines;
    this.products = products;
  }

  @Transactional
  List<OrderSummary> newest() {
    return orders.findNewest();
  }

  @Transactional
  Optional<OrderDetails> find(long id) {
    return orders.findSummary(id).map(order -> OrderDetails.of(order, lines.findItems(id)));
  }

  /** Empty where there is no such product. */
  @Transactional
  Optional<OrderDetails> place(long customerId, NewOrder wanted) {
    return products.findByName(wanted.item()).flatMap(it -> place(customerId, it, wanted));
  }

  private Optional<OrderDetails> place(long customerId, Product product, NewOrder wanted) {
    Order order = orders.save(new Order(0, customerId, Instant.now(), false));
    lines.save(new OrderLine(0, order.id(), product.id(), wanted.quantity()));
    return find(order.id());
  }

  /** Empty where there is no such order. */
  @Transactional
  Optional<OrderDetails> markPaid(long id) {
    return orders.markPaid(id) == 0 ? Optional.empty() : find(id);
  }

  /** Whether there was such an order. */
  @Transactional
  boolean cancel(long id) {
    lines.deleteByOrderId(id);
    return orders.remove(id) > 0;
  }
}
