package orders;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;

/** The catalog's part of the API. */
@Controller("/api/products")
@ExecuteOn(TaskExecutors.BLOCKING)
class ProductController {

  private final ProductRepository products;

  ProductController(ProductRepository products) {
    this.products = products;
  }

  @Get
  List<Product> list() {
    return products.findAllOrderByName();
  }

  @Get("/bestsellers")
  List<Bestseller> bestsellers() {
    return products.findBestsellers();
  }
}
