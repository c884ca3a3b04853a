package io.changeover.orchestrator.rest;

import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.event.LoggedEvent;
import io.changeover.orchestrator.deployment.Deployments;
import io.changeover.orchestrator.report.DeploymentRecord;
import io.changeover.orchestrator.report.Markdown;
import io.changeover.orchestrator.report.Recorder;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;

/** The deployment record and post-mortem, in three forms. */
@Controller
class ReportController {
  private static final String PATH = "/api/v1/deployments/{id}/report";

  private final Deployments deployments;
  private final Recorder recorder;

  ReportController(Deployments deployments, Recorder recorder) {
    this.deployments = deployments;
    this.recorder = recorder;
  }

  @Operation(summary = "The deployment record and post-mortem")
  @GetMapping(path = PATH, produces = "text/markdown;charset=UTF-8")
  @ResponseBody
  String markdown(@PathVariable String id) {
    return Markdown.of(record(id));
  }

  @Operation(summary = "The deployment record and post-mortem")
  @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
  @ResponseBody
  DeploymentRecord json(@PathVariable String id) {
    return record(id);
  }

  @Operation(summary = "The deployment record and post-mortem")
  @GetMapping(path = PATH, produces = MediaType.TEXT_HTML_VALUE)
  String html(@PathVariable String id, Model model) {
    model.addAttribute("record", record(id));
    return "report";
  }

  private DeploymentRecord record(String id) {
    List<LoggedEvent> log = deployments.events(new DeploymentId(id), 0, Integer.MAX_VALUE);
    if (log.isEmpty()) {
      throw Problem.notFound("deployment", id);
    }
    return recorder.record(log);
  }
}
