package suite.jdbc;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.table;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.transaction.Transactional;
import org.jooq.DSLContext;

@Requires(property = "suite.jooq")
@Controller("/jooq")
@ExecuteOn(TaskExecutors.BLOCKING)
@Transactional
class JooqBooks {
  private final DSLContext jooq;

  JooqBooks(DSLContext jooq) {
    this.jooq = jooq;
  }

  @Get("/one-by-one")
  int oneByOne() {
    return jooq.select(field("id", Long.class)).from(table("book")).fetch().stream()
        .mapToInt(row -> find(row.value1()))
        .sum();
  }

  private int find(long id) {
    return jooq.select(field("title"))
        .from(table("book"))
        .where(field("id").eq(id))
        .and(field("title").ne(inline("CANARY")))
        .fetch()
        .size();
  }

  @Get("/batch")
  int batch() {
    var update = jooq.update(table("book")).set(field("title"), "x").where(field("id").eq(-1));
    return jooq.batch(update).bind("CANARY1", 1).bind("CANARY2", 2).bind("y", 3).execute().length;
  }

  @Get("/fails")
  int fails() {
    return jooq.execute("SELECT nothing FROM book WHERE title = 'CANARY'");
  }
}
