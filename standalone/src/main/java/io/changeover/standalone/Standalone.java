package io.changeover.standalone;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Starts everything and says so in lines of JSON on standard output. Ends, with everything that it
 * has started, on SIGTERM or SIGINT, or when its standard input ends and {@code
 * CHANGEOVER_ENDS_WITH_STDIN} is set: so it never outlives the program that started it.
 */
public final class Standalone {
  private Standalone() {}

  public static void main(String[] arguments) throws InterruptedException {
    Options options;
    try {
      options = Options.parse(arguments);
    } catch (IllegalArgumentException wrong) {
      System.err.println("standalone: " + wrong.getMessage());
      System.exit(2);
      return;
    }
    // Tomcat logs to java.util.logging, which Spring Boot would redirect if it managed the log.
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    Stack stack = new Stack(options);
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "end"));
    if (System.getenv("CHANGEOVER_ENDS_WITH_STDIN") != null) {
      Thread.ofPlatform().daemon().name("parent").start(() -> endWithParent(ended));
    }
    try {
      stack.start(Standalone::say);
    } catch (RuntimeException | IOException failed) {
      System.err.println("standalone: could not start: " + failed.getMessage());
      failed.printStackTrace();
      System.exit(1);
    }
    ended.await();
    System.exit(0);
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  private static void endWithParent(CountDownLatch ended) {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException closed) {
      System.err.println("standalone: standard input broke, ending");
    }
    ended.countDown();
  }
}
