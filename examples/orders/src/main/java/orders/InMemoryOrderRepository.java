package orders;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps the orders until the process ends; the oldest make room for new ones. */
@Singleton
final class InMemoryOrderRepository implements OrderRepository {

  private static final int MAX_ORDERS = 200;

  private final ConcurrentSkipListMap<Long, Order> orders = new ConcurrentSkipListMap<>();
  private final AtomicLong lastId = new AtomicLong();

  InMemoryOrderRepository() {
    create("Tea kettle", 1);
    create("Stoneware cup", 4);
    create("Linen towel", 2);
  }

  @Override
  public List<Order> findAll() {
    return List.copyOf(orders.descendingMap().values());
  }

  @Override
  public Optional<Order> findById(long id) {
    return Optional.ofNullable(orders.get(id));
  }

  @Override
  public Order create(String item, int quantity) {
    Order order = new Order(lastId.incrementAndGet(), item, quantity, false);
    orders.put(order.id(), order);
    while (orders.size() > MAX_ORDERS) {
      orders.pollFirstEntry();
    }
    return order;
  }

  @Override
  public Optional<Order> markPaid(long id) {
    return Optional.ofNullable(orders.computeIfPresent(id, (key, order) -> order.asPaid()));
  }

  @Override
  public boolean delete(long id) {
    return orders.remove(id) != null;
  }
}
