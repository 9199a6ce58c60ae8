package suite.jdbc;

import io.micronaut.context.annotation.Requires;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.reactive.ReactorCrudRepository;
import reactor.core.publisher.Flux;

@Requires(property = "suite.books", value = "h2")
@JdbcRepository(dialect = Dialect.H2)
interface ReactiveBooks extends ReactorCrudRepository<Book, Long> {
  Flux<Book> findByTitle(String title);
}
