package io.routeflow.micronaut.delivery.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writes files together: all of them under other names, all of them synchronized with the disk, and
 * only then each renamed and the folder synchronized, once. The files are synchronized by several
 * threads at a time, since a file system makes one write to the disk of what it is asked for
 * meanwhile; one after another each would wait for a write of its own. Thread-safe.
 */
final class GroupWriter implements LaneSpool.Writer {

  private static final String THREAD = "routeflow-spool";
  private static final int HELPERS = 7;
  private static final int IDLE_SECONDS = 10;

  /** No thread before the first group. */
  private final ThreadPoolExecutor helpers =
      new ThreadPoolExecutor(
          HELPERS,
          HELPERS,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          GroupWriter::daemon);

  GroupWriter() {
    helpers.allowCoreThreadTimeOut(true);
  }

  private static Thread daemon(Runnable task) {
    Thread daemon = new Thread(task, THREAD);
    daemon.setDaemon(true);
    return daemon;
  }

  @Override
  public void write(Path file, byte[] content) throws IOException {
    SpoolFiles.write(file, content);
  }

  @Override
  public void writeAll(Map<Path, byte[]> files) throws IOException {
    if (files.size() == 1) {
      LaneSpool.Writer.super.writeAll(files);
    } else {
      SpoolFiles.writeAll(files, this::synchronize);
    }
  }

  /** This thread does its share, and all of it where there are no others. */
  private void synchronize(List<FileChannel> files) throws IOException {
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> others = new ArrayList<>(HELPERS);
    try {
      for (int i = 0; i < Math.min(HELPERS, files.size() - 1); i++) {
        others.add(helpers.submit(() -> synchronizeEach(files, next)));
      }
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      // fewer threads take longer, and that is all
    }
    try {
      Void unused = synchronizeEach(files, next);
      for (Future<?> other : others) {
        other.get();
      }
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      // a file that fails ends it for all
      next.set(files.size());
    }
  }

  private static Void synchronizeEach(List<FileChannel> files, AtomicInteger next)
      throws IOException {
    for (int i = next.getAndIncrement(); i < files.size(); i = next.getAndIncrement()) {
      files.get(i).force(false);
    }
    return null;
  }

  /** Ends the threads when they have done what they do. */
  @Override
  public void close() {
    helpers.shutdown();
  }
}
