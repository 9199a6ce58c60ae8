package suite.jdbc;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.routeflow.micronaut.RouteflowIgnore;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A controller on a repository, for each of the databases. */
@Requires(property = "suite.books")
@Controller("/shelf")
@Introspected
@ExecuteOn(TaskExecutors.BLOCKING)
class Shelf {
  private final Books books;

  Shelf(Books books) {
    this.books = books;
  }

  @Get("/one")
  String one() {
    return books.findById(1L).map(Book::title).orElse("none");
  }

  @Get("/one-by-one")
  int oneByOne() {
    int found = 0;
    for (Book book : books.findAll()) {
      found += books.findByAuthorId(book.authorId()).size();
    }
    return found;
  }

  @Get("/one-by-one-again")
  int oneByOneAgain() {
    return LongStream.range(0, 5).mapToInt(id -> books.findByAuthorId(id).size()).sum();
  }

  @Get("/at-once")
  int atOnce() {
    List<Long> authors = books.findAll().stream().map(Book::authorId).toList();
    return books.findByAuthorIdInList(authors).size();
  }

  @Get("/save-each")
  int saveEach() {
    return IntStream.range(0, 6)
        .map(i -> books.save(Book.titled("each" + UUID.randomUUID())).id() == null ? 0 : 1)
        .sum();
  }

  @Get("/batch")
  int batch() {
    return books
        .saveAll(
            Stream.iterate(0, i -> i + 1).limit(10).map(i -> Book.titled("batch" + i)).toList())
        .size();
  }

  @Get("/save")
  boolean save() {
    return books.save(Book.titled("saved")).id() != null;
  }

  @Transactional
  @Get("/committed")
  String committed() {
    books.save(Book.titled("committed"));
    books.save(Book.titled("committed too"));
    return "done";
  }

  @Transactional
  @Get("/rolled-back")
  String rolledBack() {
    books.save(Book.titled("rolled back"));
    throw new IllegalStateException("on purpose");
  }

  @Get("/duplicate")
  String duplicate() {
    books.save(Book.titled("CANARY-4711"));
    books.save(Book.titled("CANARY-4711"));
    return "never";
  }

  @RouteflowIgnore
  @Get("/ignored")
  String ignored() {
    return "counted " + books.count();
  }
}
