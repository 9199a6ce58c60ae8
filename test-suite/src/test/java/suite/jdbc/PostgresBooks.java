package suite.jdbc;

import io.micronaut.context.annotation.Requires;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;

@Requires(property = "suite.books", value = "postgres")
@JdbcRepository(dialect = Dialect.POSTGRES)
interface PostgresBooks extends Books {}
