package org.schoolapprovals.security;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.spin.plugin.variable.SpinValues;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.schoolapprovals.security.Visitor.Answer;

/** Requests for a trip that nobody objects to, in the ways in which they can be sent. */
final class Trips {

    static final String PROCESS = "personal-device-exception";

    private Trips() {}

    /** The request as Tasklist sends it, with each value as JSON of the engine's API. */
    static Map<String, String> form() {
        LocalDate departure = LocalDate.now(SchoolTime.ZONE).plusDays(60);
        Map<String, String> form = new LinkedHashMap<>();
        form.put("kind", text("residential-trip"));
        form.put("tripName", text("Year 6 to Conwy"));
        form.put("destination", text("Conwy Centre"));
        form.put("departsAt", text(departure + "T09:00"));
        form.put("returnsAt", text(departure.plusDays(2) + "T15:30"));
        form.put("pupils", "{\"value\": 24}");
        form.put("adults", "{\"value\": 3}");
        form.put("device", text("phone"));
        form.put("phoneNumber", text("07400 123456"));
        form.put("contacts", list("school"));
        form.put("uses", list("calls"));
        form.put("whyNotSchoolPhone", text("There is no signal for the school's phone."));
        form.put("numberWithheld", "{\"value\": true}");
        form.put("cloudBackupOff", "{\"value\": true}");
        form.put("declaration", "{\"value\": true}");
        return form;
    }

    /** The same for the Java API. */
    static VariableMap variables() {
        LocalDate departure = LocalDate.now(SchoolTime.ZONE).plusDays(60);
        return Variables.putValue("kind", "residential-trip")
                .putValue("tripName", "Year 6 to Conwy")
                .putValue("destination", "Conwy Centre")
                .putValue("departsAt", departure + "T09:00")
                .putValue("returnsAt", departure.plusDays(2) + "T15:30")
                .putValue("pupils", 24)
                .putValue("adults", 3)
                .putValue("device", "phone")
                .putValue("phoneNumber", "07400 123456")
                .putValue("contacts", SpinValues.jsonValue("[\"school\"]").create())
                .putValue("uses", SpinValues.jsonValue("[\"calls\"]").create())
                .putValue("whyNotSchoolPhone", "There is no signal for the school's phone.")
                .putValue("numberWithheld", true)
                .putValue("cloudBackupOff", true)
                .putValue("declaration", true);
    }

    static String body(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\": " + field.getValue())
                .collect(Collectors.joining(", ", "{\"variables\": {", "}}"));
    }

    /** The form with one field more, or with another value in it. */
    static String bodyWith(String field, String value) {
        Map<String, String> form = form();
        form.put(field, value);
        return body(form);
    }

    static Answer send(Visitor person, String body) {
        return person.engine("POST", "/process-definition/" + definition(person) + "/submit-form", body);
    }

    /** The process instance behind a new request. */
    static String requestBy(Visitor person) {
        Answer answer = send(person, body(form()));
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.body());
        }
        return answer.json().path("id").asText();
    }

    static String definition(Visitor person) {
        for (JsonNode definition : person.engine("GET", "/process-definition?latestVersion=true", null)
                .json()) {
            if (definition.path("key").asText().equals(PROCESS)) {
                return definition.path("id").asText();
            }
        }
        throw new IllegalStateException("Nothing to start");
    }

    static String text(String value) {
        return "{\"value\": \"" + value + "\"}";
    }

    private static String list(String... values) {
        return "{\"type\": \"Json\", \"value\": \"[\\\"" + String.join("\\\", \\\"", List.of(values)) + "\\\"]\"}";
    }
}
