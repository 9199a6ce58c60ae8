package orders;

import static java.util.stream.Collectors.groupingBy;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;

/** What a customer has ordered so far: twice the same, at a different price. */
@Singleton
class History {

  private final OrderRepository orders;
  private final OrderLineRepository lines;

  History(OrderRepository orders, OrderLineRepository lines) {
    this.orders = orders;
    this.lines = lines;
  }

  /** One query for the orders, and one more for each of them: the classic N+1. */
  @Transactional
  List<OrderDetails> orderByOrder(long customerId) {
    return orders.findByCustomer(customerId).stream()
        .map(order -> OrderDetails.of(order, lines.findItems(order.id())))
        .toList();
  }

  /** Two queries, however many orders there are. */
  @Transactional
  List<OrderDetails> batched(long customerId) {
    List<OrderSummary> found = orders.findByCustomer(customerId);
    if (found.isEmpty()) {
      return List.of();
    }
    Map<Long, List<Item>> items =
        lines.findItemsOfAll(found.stream().map(OrderSummary::id).toList()).stream()
            .collect(groupingBy(Item::orderId));
    return found.stream()
        .map(order -> OrderDetails.of(order, items.getOrDefault(order.id(), List.of())))
        .toList();
  }
}
