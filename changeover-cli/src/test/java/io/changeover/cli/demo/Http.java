package io.changeover.cli.demo;

import io.changeover.testsupport.Patience;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Reads a page, as anybody may. */
final class Http {
  private Http() {}

  static String get(String url) throws IOException, InterruptedException {
    HttpResponse<String> answer = ask(url);
    if (answer.statusCode() != 200) {
      throw new IOException(url + " answers " + answer.statusCode() + ": " + answer.body());
    }
    return answer.body();
  }

  /** The status of the answer, whatever it is. */
  static int status(String url) throws IOException, InterruptedException {
    return ask(url).statusCode();
  }

  private static HttpResponse<String> ask(String url) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(Patience.LONG).build()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(Patience.LONG).build();
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }
}
