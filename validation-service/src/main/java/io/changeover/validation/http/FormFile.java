package io.changeover.validation.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A file as a browser's form sends it (RFC 7578). Field and name have no quotes or line breaks. */
record FormFile(String field, String name, ByteBuffer content) {
  private static final String BOUNDARY = "changeover-5f2c9d0e7b314a68";

  String contentType() {
    return "multipart/form-data; boundary=" + BOUNDARY;
  }

  byte[] body() {
    ByteArrayOutputStream body = new ByteArrayOutputStream(content.remaining() + 500);
    body.writeBytes(
        text(
            "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n"
                    .formatted(BOUNDARY, field, name)
                + "Content-Type: application/octet-stream\r\n\r\n"));
    byte[] bytes = new byte[content.remaining()];
    content.duplicate().get(bytes);
    body.writeBytes(bytes);
    body.writeBytes(text("\r\n--%s--\r\n".formatted(BOUNDARY)));
    return body.toByteArray();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
