package orders;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** The shop's API. */
@Controller("/api/orders")
@ExecuteOn(TaskExecutors.BLOCKING)
class OrderController {

  private static final Logger LOG = LoggerFactory.getLogger(OrderController.class);

  private final Orders orders;
  private final Payments payments;

  OrderController(Orders orders, Payments payments) {
    this.orders = orders;
    this.payments = payments;
  }

  @Get
  List<OrderSummary> list() {
    return orders.newest();
  }

  /** An order; without one the answer is 404. */
  @Get("/{id}")
  Optional<OrderDetails> show(long id) {
    return orders.find(id);
  }

  /** A new order; 422 where the shop has no such product. */
  @Post
  HttpResponse<OrderDetails> create(@Body @Valid NewOrder wanted) {
    Optional<OrderDetails> order = orders.place(SampleData.VISITOR, wanted);
    order.ifPresent(placed -> LOG.info("Order {} was placed", placed.id()));
    return order
        .map(placed -> HttpResponse.created(placed, URI.create("/api/orders/" + placed.id())))
        .orElseGet(HttpResponse::unprocessableEntity);
  }

  @Post("/{id}/pay")
  Mono<OrderDetails> pay(long id) {
    return payments
        .charge(id)
        .flatMap(charged -> Mono.justOrEmpty(orders.markPaid(charged)))
        .doOnNext(order -> LOG.info("Order {} was paid", order.id()));
  }

  @Delete("/{id}")
  HttpResponse<Void> cancel(long id) {
    return orders.cancel(id) ? HttpResponse.noContent() : HttpResponse.notFound();
  }
}
