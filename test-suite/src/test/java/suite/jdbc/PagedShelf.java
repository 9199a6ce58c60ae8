package suite.jdbc;

import io.micronaut.context.annotation.Requires;
import io.micronaut.data.model.Pageable;
import io.micronaut.data.model.Sort;
import io.micronaut.data.repository.PageableRepository;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.stream.IntStream;

/** Reads books page by page; each page is a query and another that counts. */
@Requires(property = "suite.books", value = "h2")
@Controller("/paged")
@ExecuteOn(TaskExecutors.BLOCKING)
class PagedShelf {
  private static final int FEW = 2;
  private static final int MANY = 7;

  private final Books books;
  private final OtherBooks others;

  PagedShelf(Books books, OtherBooks others) {
    this.books = books;
    this.others = others;
  }

  /** Six pages, of three queries. */
  @Get("/different")
  int different() {
    return pages(books, FEW, Sort.unsorted())
        + pages(books, FEW, Sort.of(Sort.Order.asc("title")))
        + pages(others, FEW, Sort.unsorted());
  }

  /** Seven pages of one query. */
  @Get("/same")
  int same() {
    return pages(books, MANY, Sort.unsorted());
  }

  private static int pages(PageableRepository<Book, Long> from, int pages, Sort sort) {
    return IntStream.rangeClosed(1, pages)
        .map(page -> from.findAll(Pageable.from(page, 1, sort)).getContent().size())
        .sum();
  }
}
