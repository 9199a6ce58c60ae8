package orders;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.client.annotation.Client;
import reactor.core.publisher.Mono;

/** What the shop asks of the card service. */
@Client(id = CardService.ID)
interface CardClient {

  @Post("/charges/{order}")
  Mono<HttpResponse<Void>> charge(long order);

  @Post("/points/{order}")
  Mono<HttpResponse<Void>> addPoints(long order);
}
