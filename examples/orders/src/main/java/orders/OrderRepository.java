package orders;

import java.util.List;
import java.util.Optional;

/** Keeps the orders. It may block. */
interface OrderRepository {

  /** All orders, the newest first. */
  List<Order> findAll();

  Optional<Order> findById(long id);

  Order create(String item, int quantity);

  /** Marks an order as paid; empty where there is no such order. */
  Optional<Order> markPaid(long id);

  /** Whether there was such an order. */
  boolean delete(long id);
}
