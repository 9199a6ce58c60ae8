package orders;

import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.validation.Valid;
import java.util.List;

/** The customers' part of the API. */
@Controller("/api/customers")
@ExecuteOn(TaskExecutors.BLOCKING)
class CustomerController {

  private final CustomerRepository customers;
  private final History history;

  CustomerController(CustomerRepository customers, History history) {
    this.customers = customers;
    this.history = history;
  }

  /** A new customer; 409 where the database knows the address already. */
  @Post
  HttpResponse<Customer> register(@Body @Valid NewCustomer wanted) {
    return HttpResponse.created(customers.save(new Customer(0, wanted.name(), wanted.email())));
  }

  @Get("/{id}/history")
  List<OrderDetails> history(long id) {
    return history.orderByOrder(id);
  }

  @Get("/{id}/history-batched")
  List<OrderDetails> historyBatched(long id) {
    return history.batched(id);
  }

  @Error(DataAccessException.class)
  HttpResponse<String> refuse() {
    return HttpResponse.<String>status(HttpStatus.CONFLICT).body("This address is in use");
  }
}
