package org.schoolapprovals.browser;

import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import org.camunda.spin.plugin.variable.SpinValues;

/**
 * What a request is about: by default a residential trip with a phone, for calls and photos, to reach school and parents.
 *
 * @param departs school-local
 * @param returns school-local
 */
record Trip(String name, String destination, LocalDateTime departs, LocalDateTime returns, String whyNotSchoolPhone) {

    private static final String WHY = "The school phone is with another class on these days.";

    /** Three days in a fortnight, on days that no other test asks for. */
    static Trip named(String name) {
        LocalDateTime departs = BrowserTest.MONDAY_MORNING.plusDays(15);
        return new Trip(name, "Conwy Centre", departs, departs.plusDays(2).withHour(15), WHY);
    }

    Trip because(String why) {
        return new Trip(name, destination, departs, returns, why);
    }

    /** As Tasklist sends it. */
    Map<String, Object> values() {
        Map<String, Object> values = new HashMap<>();
        values.put("kind", "residential-trip");
        values.put("tripName", name);
        values.put("destination", destination);
        values.put("departsAt", departs.toString());
        values.put("returnsAt", returns.toString());
        values.put("pupils", 24);
        values.put("adults", 3);
        values.put("device", "phone");
        // From the range that is kept free for examples: nobody's phone rings.
        values.put("phoneNumber", "07700 900123");
        values.put("contacts", SpinValues.jsonValue("[\"school\", \"parents\"]").create());
        values.put("uses", SpinValues.jsonValue("[\"calls\", \"photos\"]").create());
        values.put("whyNotSchoolPhone", whyNotSchoolPhone);
        values.put("numberWithheld", true);
        values.put("cloudBackupOff", true);
        values.put("declaration", true);
        return values;
    }
}
