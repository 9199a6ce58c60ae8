package orders;

import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Fills the empty database: a few products and customers, and one who orders a lot. */
@Singleton
class SampleData {

  /** The customer whose page it is. */
  static final long VISITOR = 1;

  private static final int ORDERS = 24;
  private static final Duration BETWEEN_ORDERS = Duration.ofHours(31);

  private final CustomerRepository customers;
  private final ProductRepository products;
  private final OrderRepository orders;
  private final OrderLineRepository lines;

  SampleData(
      CustomerRepository customers,
      ProductRepository products,
      OrderRepository orders,
      OrderLineRepository lines) {
    this.customers = customers;
    this.products = products;
    this.orders = orders;
    this.lines = lines;
  }

  @EventListener
  @Transactional
  void fill(StartupEvent event) {
    List<Product> offered =
        products.saveAll(
            List.of(
                new Product(0, "Tea kettle", 4_900),
                new Product(0, "Stoneware cup", 1_450),
                new Product(0, "Linen towel", 1_800),
                new Product(0, "Olive wood spoon", 950),
                new Product(0, "Cast iron pan", 7_200)));
    List<Customer> known =
        customers.saveAll(
            List.of(
                new Customer(0, "Ada Ferreira", "ada@example.com"),
                new Customer(0, "Jonas Wirth", "jonas@example.com"),
                new Customer(0, "Mei Tanaka", "mei@example.com")));
    place(known, offered);
  }

  /** Every other order is the first customer's. */
  private void place(List<Customer> known, List<Product> offered) {
    Instant first = Instant.now().minus(BETWEEN_ORDERS.multipliedBy(ORDERS));
    List<OrderLine> all = new ArrayList<>();
    for (int i = 0; i < ORDERS; i++) {
      Customer customer = known.get(i % 2 == 0 ? 0 : 1 + (i / 2) % (known.size() - 1));
      Instant when = first.plus(BETWEEN_ORDERS.multipliedBy(i));
      Order order = orders.save(new Order(0, customer.id(), when, i % 3 != 0));
      for (int line = 0; line <= i % 3; line++) {
        Product product = offered.get((i + line) % offered.size());
        all.add(new OrderLine(0, order.id(), product.id(), 1 + (i + line) % 4));
      }
    }
    lines.saveAll(all);
  }
}
