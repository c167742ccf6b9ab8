package org.schoolapprovals.notice.mail;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import org.schoolapprovals.notice.Notices;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** When mails go out: as soon as something was told, and again and again for what had to wait. */
@Component
class MailRounds {

    private final MailOut mailOut;
    private final Outbox outbox;
    private final ObjectProvider<ThreadPoolTaskScheduler> scheduler;
    private final Clock clock;

    private final AtomicBoolean called = new AtomicBoolean();

    MailRounds(MailOut mailOut, Outbox outbox, ObjectProvider<ThreadPoolTaskScheduler> scheduler, Clock clock) {
        this.mailOut = mailOut;
        this.outbox = outbox;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** Whoever told something goes on at once; the mail is another thread's. */
    @TransactionalEventListener
    void afterCommit(Notices.Told told) {
        scheduler.ifAvailable(threads -> {
            if (called.compareAndSet(false, true)) {
                threads.execute(this::answerCall);
            }
        });
    }

    private void answerCall() {
        called.set(false);
        mailOut.sendDue();
    }

    @Scheduled(fixedDelayString = "PT30S", initialDelayString = "PT30S")
    void round() {
        mailOut.sendDue();
    }

    @Scheduled(fixedDelayString = "P1D", initialDelayString = "PT1H")
    void tidyUp() {
        outbox.forgetOld(clock.instant());
    }
}
