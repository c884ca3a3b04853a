package io.changeover.notification.delivery;

import io.changeover.contracts.event.DeploymentEvent;
import io.changeover.contracts.event.InputRefused;
import io.changeover.contracts.event.StepProgressed;
import io.changeover.contracts.event.StepStarted;
import io.changeover.notification.notice.Notice;
import io.changeover.notification.notice.NoticeOfEvent;
import io.changeover.notification.notice.Outlet;
import io.changeover.notification.view.DeploymentView;
import io.changeover.notification.view.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who gets what of an event. Pure.
 *
 * @param slack by what way Slack is reached; null when it is off
 * @param mail whether mail is on
 */
public record Routing(@Nullable ChannelKind slack, boolean mail) {

  /**
   * The messages of an event, in the order in which they are to be sent.
   *
   * @param before the view before the event
   * @param after the view after it
   * @param now when they are added
   */
  List<NewDelivery> of(
      DeploymentView before, DeploymentView after, DeploymentEvent event, Instant now) {
    Origin origin = after.origin();
    if (origin == null) {
      return List.of();
    }
    Addressing addressing = new Addressing(after, origin, now);
    if (slack == ChannelKind.SLACK && changesStatus(before, after, event)) {
      addressing.status();
    }
    Optional<Notice> notice = NoticeOfEvent.of(before, after, event);
    notice.ifPresent(addressing::notice);
    return addressing.all;
  }

  private static boolean changesStatus(
      DeploymentView before, DeploymentView after, DeploymentEvent event) {
    return switch (event) {
      case StepProgressed _ -> !Objects.equals(before.progressShownAt(), after.progressShownAt());
      case InputRefused _, StepStarted _ -> false;
      default -> !before.looksLike(after);
    };
  }

  private final class Addressing {
    private final DeploymentView view;
    private final Origin origin;
    private final Instant now;
    private final List<NewDelivery> all = new ArrayList<>();

    Addressing(DeploymentView view, Origin origin, Instant now) {
      this.view = view;
      this.origin = origin;
      this.now = now;
    }

    void status() {
      if (origin.channel() != null) {
        add(ChannelKind.SLACK, origin.channel(), DeliveryKind.STATUS, null);
      }
    }

    void notice(Notice notice) {
      Set<Outlet> outlets = notice.outlets();
      boolean thread = outlets.contains(Outlet.THREAD) || outlets.contains(Outlet.BROADCAST);
      if (slack == ChannelKind.WEBHOOK && (thread || view.sequence() == 1)) {
        add(ChannelKind.WEBHOOK, ChannelKind.WEBHOOK_ADDRESS, DeliveryKind.THREAD, notice);
      }
      if (slack == ChannelKind.SLACK && thread && origin.channel() != null) {
        add(ChannelKind.SLACK, origin.channel(), DeliveryKind.THREAD, notice);
      }
      if (slack == ChannelKind.SLACK && outlets.contains(Outlet.ALERTS)) {
        alert(notice);
      }
      if (mail && outlets.contains(Outlet.MAIL)) {
        origin.emails().forEach(to -> add(ChannelKind.MAIL, to, DeliveryKind.MAIL, notice));
      }
    }

    /** A channel that has seen the broadcast needs no second message. */
    private void alert(Notice notice) {
      String alerts = origin.alerts();
      if (alerts != null && !alerts.equals(origin.channel())) {
        add(ChannelKind.SLACK, alerts, DeliveryKind.ALERT, notice);
      }
    }

    private void add(
        ChannelKind channel, String address, DeliveryKind kind, @Nullable Notice notice) {
      all.add(new NewDelivery(view.id(), view.sequence(), channel, address, kind, notice, now));
    }
  }
}
