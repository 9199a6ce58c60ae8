package suite.jdbc;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.inject.Named;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Runs the same queries on other threads than the request's own. */
@Requires(property = "suite.books", value = "h2")
@Controller("/threads")
class ThreadShelf {
  private final Books books;
  private final ReactiveBooks reactive;
  private final AsyncBooks async;
  private final BookWorker worker;
  private final ExecutorService io;

  ThreadShelf(
      Books books,
      ReactiveBooks reactive,
      AsyncBooks async,
      BookWorker worker,
      @Named(TaskExecutors.IO) ExecutorService io) {
    this.books = books;
    this.reactive = reactive;
    this.async = async;
    this.worker = worker;
    this.io = io;
  }

  @Get("/reactive")
  Mono<Integer> reactive() {
    return reactive.findByTitle("a").count().map(Long::intValue);
  }

  @Get("/future")
  CompletableFuture<Integer> future() {
    return async.findByTitle("a").thenApply(List::size);
  }

  @Get("/chain")
  Mono<Integer> chain() {
    return Flux.just(1L, 2L)
        .publishOn(Schedulers.boundedElastic())
        .map(author -> books.findByAuthorId(author).size())
        .reduce(0, Integer::sum);
  }

  @Get("/async")
  CompletableFuture<Integer> async() {
    return worker.count();
  }

  @ExecuteOn(TaskExecutors.BLOCKING)
  @Get("/several")
  int several() {
    return Stream.of(1L, 2L, 3L, 4L)
        .map(author -> CompletableFuture.supplyAsync(() -> books.findByAuthorId(author).size(), io))
        .toList()
        .stream()
        .mapToInt(CompletableFuture::join)
        .sum();
  }

  @ExecuteOn(TaskExecutors.BLOCKING)
  @Get("/lost")
  CompletableFuture<Integer> lost() {
    return CompletableFuture.supplyAsync(() -> books.findByAuthorId(1).size());
  }

  @ExecuteOn(TaskExecutors.VIRTUAL)
  @Get("/virtual")
  String virtual() {
    return Thread.currentThread() + " " + books.findByAuthorId(1).size();
  }
}
