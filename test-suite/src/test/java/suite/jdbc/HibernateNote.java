package suite.jdbc;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.jspecify.annotations.Nullable;

/** A note that refers to another one, loaded when it is asked for. */
@Entity
public class HibernateNote {
  @Id @GeneratedValue private @Nullable Long id;

  private String text = "";

  @ManyToOne(fetch = FetchType.LAZY)
  private @Nullable HibernateNote reason;

  protected HibernateNote() {}

  HibernateNote(String text, @Nullable HibernateNote reason) {
    this.text = text;
    this.reason = reason;
  }

  public @Nullable Long getId() {
    return id;
  }

  public String getText() {
    return text;
  }

  public String reasonText() {
    return reason == null ? "" : reason.getText();
  }
}
