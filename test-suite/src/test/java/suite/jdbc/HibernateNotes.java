package suite.jdbc;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

@Requires(property = "suite.hibernate")
@Controller("/notes")
@ExecuteOn(TaskExecutors.BLOCKING)
class HibernateNotes {
  private final SessionFactory sessions;

  HibernateNotes(SessionFactory sessions) {
    this.sessions = sessions;
  }

  @Get("/write")
  int write() {
    try (Session session = sessions.openSession()) {
      var transaction = session.beginTransaction();
      for (int i = 0; i < 6; i++) {
        var reason = new HibernateNote("CANARY reason " + i, null);
        session.persist(reason);
        session.persist(new HibernateNote("CANARY result " + i, reason));
      }
      transaction.commit();
      return 12;
    }
  }

  @Get("/read")
  int read() {
    try (Session session = sessions.openSession()) {
      return session
          .createQuery("from HibernateNote where reason is not null", HibernateNote.class)
          .list()
          .stream()
          .mapToInt(note -> note.reasonText().length())
          .sum();
    }
  }
}
