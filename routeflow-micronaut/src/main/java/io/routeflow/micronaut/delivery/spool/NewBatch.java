package io.routeflow.micronaut.delivery.spool;

import java.util.List;

/** A batch that is about to be written, and has its place in the index. */
final class NewBatch {

  private final SpooledBatch file;
  private final byte[] content;
  private final List<SpooledBatch> gone;

  /**
   * Nothing is written yet.
   *
   * @param content all that will be in its file
   * @param gone what leaves the disk for it once it is there
   */
  NewBatch(SpooledBatch file, byte[] content, List<SpooledBatch> gone) {
    this.file = file;
    this.content = content;
    this.gone = gone;
  }

  SpooledBatch file() {
    return file;
  }

  byte[] content() {
    return content;
  }

  List<SpooledBatch> gone() {
    return gone;
  }
}
