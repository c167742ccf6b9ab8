package org.schoolapprovals.deviceexception.process;

import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.function.Function;
import org.schoolapprovals.deviceexception.ClosureTimes;
import org.schoolapprovals.deviceexception.DeviceException;
import org.schoolapprovals.deviceexception.DeviceExceptions;
import org.springframework.stereotype.Component;

/** The dates that the models' timers wait for, from our own tables. Public because expressions of the models call it. */
@Component
public class DeviceExceptionDates {

    private final DeviceExceptions exceptions;

    DeviceExceptionDates(DeviceExceptions exceptions) {
        this.exceptions = exceptions;
    }

    public Date decisionReminder(String businessKey) {
        return date(businessKey, exception -> exception.times().reminder());
    }

    public Date decisionDue(String businessKey) {
        return date(businessKey, exception -> exception.times().due().alarm());
    }

    public Date answerReminder(String businessKey) {
        return date(businessKey, exception -> exception.answerReminder().orElseThrow());
    }

    public Date departure(String businessKey) {
        return date(businessKey, exception -> exception.request().departure());
    }

    public Date homecoming(String businessKey) {
        return date(businessKey, exception -> exception.request().homecoming());
    }

    public Date closureDue(String businessKey) {
        return date(businessKey, exception -> closure(exception).due().alarm());
    }

    public Date closureLate(String businessKey) {
        return date(businessKey, exception -> closure(exception).late());
    }

    private static ClosureTimes closure(DeviceException exception) {
        return exception.closureTimes().orElseThrow();
    }

    private Date date(String businessKey, Function<DeviceException, Instant> moment) {
        return Date.from(moment.apply(exceptions.find(UUID.fromString(businessKey))));
    }
}
