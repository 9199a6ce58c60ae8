package suite.jdbc;

import io.micronaut.context.annotation.Requires;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.async.AsyncCrudRepository;
import java.util.List;
import java.util.concurrent.CompletableFuture;

@Requires(property = "suite.books", value = "h2")
@JdbcRepository(dialect = Dialect.H2)
interface AsyncBooks extends AsyncCrudRepository<Book, Long> {
  CompletableFuture<List<Book>> findByTitle(String title);
}
