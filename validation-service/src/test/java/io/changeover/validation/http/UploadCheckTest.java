package io.changeover.validation.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.ByteSize;
import io.changeover.contracts.UrlPath;
import io.changeover.contracts.step.Upload;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.validation.Steps;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UploadCheckTest {
  private SampleApplication application;

  @BeforeEach
  void start() throws Exception {
    application = new SampleApplication();
  }

  @AfterEach
  void stop() {
    application.close();
  }

  @Test
  void theFileComesBackByteByByteAndIsDeleted() throws Exception {
    Outcome outcome = upload("/files", 2_500_000);
    assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
    assertThat(application.stored).hasSize(2_500_000);
    assertThat(application.form).contains("name=\"file\"; filename=\"changeover-check.bin\"");
    assertThat(application.requests)
        .containsExactly("POST /files", "GET /files/7", "DELETE /files/7");
    assertThat(outcome.checks().get(1).actual())
        .isEqualTo("status 200 with 2500000 bytes, the same");
  }

  @Test
  void anotherContentIsNoticedAndTheFileIsDeletedAllTheSame() throws Exception {
    Outcome outcome = upload("/files-8", 500);
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(outcome.checks().get(1).actual())
        .isEqualTo("status 200 with 12 bytes, not the same");
    assertThat(application.requests).endsWith("DELETE /files/8");
  }

  @Test
  void aRefusedUploadIsTold() throws Exception {
    Outcome outcome = upload("/files-413", 500);
    assertThat(Steps.only(outcome).actual()).isEqualTo("status 413: too large");
    assertThat(Steps.only(upload("/health", 500)).actual()).startsWith("status 404");
  }

  @Test
  void nobodyElseIsAskedForTheFile() throws Exception {
    Outcome outcome = upload("/files-elsewhere", 500);

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(application.requests).containsExactly("POST /files-elsewhere");
  }

  private Outcome upload(String path, long size) throws Exception {
    Upload spec =
        new Upload(Steps.APP, null, null, new UrlPath(path), null, new ByteSize(size), null);
    return new UploadCheck(application.conversations())
        .handle(Steps.command(spec), spec, LoneStepContext.first());
  }
}
