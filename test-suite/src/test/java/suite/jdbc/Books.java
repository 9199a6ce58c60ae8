package suite.jdbc;

import io.micronaut.data.repository.PageableRepository;
import java.util.List;

/** What each dialect's repository can do. */
interface Books extends PageableRepository<Book, Long> {
  List<Book> findByAuthorId(long authorId);

  List<Book> findByAuthorIdInList(List<Long> authorIds);
}
