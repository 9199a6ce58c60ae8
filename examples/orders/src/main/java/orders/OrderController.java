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

  private final OrderRepository orders;
  private final Payments payments;

  OrderController(OrderRepository orders, Payments payments) {
    this.orders = orders;
    this.payments = payments;
  }

  @Get
  List<Order> list() {
    return orders.findAll();
  }

  /** An order; without one the answer is 404. */
  @Get("/{id}")
  Optional<Order> show(long id) {
    return orders.findById(id);
  }

  @Post
  HttpResponse<Order> create(@Body @Valid NewOrder wanted) {
    Order order = orders.create(wanted.item(), wanted.quantity());
    LOG.info("Order {} was placed", order.id());
    return HttpResponse.created(order, URI.create("/api/orders/" + order.id()));
  }

  @Post("/{id}/pay")
  Mono<Order> pay(long id) {
    return payments
        .charge(id)
        .flatMap(charged -> Mono.justOrEmpty(orders.markPaid(charged)))
        .doOnNext(order -> LOG.info("Order {} was paid", order.id()));
  }

  @Delete("/{id}")
  HttpResponse<Void> cancel(long id) {
    return orders.delete(id) ? HttpResponse.noContent() : HttpResponse.notFound();
  }
}
