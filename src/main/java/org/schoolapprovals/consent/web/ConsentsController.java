package org.schoolapprovals.consent.web;

import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.schoolapprovals.consent.ConsentRegister;
import org.schoolapprovals.consent.ConsentRequest;
import org.schoolapprovals.consent.Pupil;
import org.schoolapprovals.consent.RegisterFilter;
import org.schoolapprovals.consent.RegisterLine;
import org.schoolapprovals.consent.Show;
import org.schoolapprovals.consent.Use;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The register: as a list, as a file for Excel, as forms to be printed; and a child by its name. */
@Controller
@RequestMapping("/consents")
class ConsentsController {

    private static final int MOST_FORMS = 100;
    private static final int LONGEST_NAME = 100;
    private static final String NAME = "consents.name";

    private final ConsentRegister register;
    private final ConsentFormPdf forms;

    ConsentsController(ConsentRegister register, ConsentFormPdf forms) {
        this.register = register;
        this.forms = forms;
    }

    /** A choice in a filter. */
    record Choice(String value, String words, boolean chosen) {}

    @GetMapping
    ModelAndView list(
            Principal principal,
            @RequestParam(name = "class", defaultValue = "") String className,
            @RequestParam(defaultValue = "") String show,
            @RequestParam(defaultValue = "") String use,
            @RequestParam(defaultValue = "") String on,
            @RequestParam(defaultValue = "") String time) {
        Sought sought = Sought.of(className, show, use, on, time);
        return page(principal, sought, sought.moment().faults());
    }

    @GetMapping("/register.csv")
    Object csv(
            Principal principal,
            @RequestParam(name = "class", defaultValue = "") String className,
            @RequestParam(defaultValue = "") String show,
            @RequestParam(defaultValue = "") String use,
            @RequestParam(defaultValue = "") String on,
            @RequestParam(defaultValue = "") String time) {
        Sought sought = Sought.of(className, show, use, on, time);
        if (!sought.moment().faults().isEmpty()) {
            return page(principal, sought, sought.moment().faults());
        }
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, "text/csv;charset=UTF-8")
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("consents.csv")
                                .build()
                                .toString())
                .body(register.csv(principal.getName(), sought.filter()));
    }

    /** Forms for those of one class whom the filter asks for. */
    @GetMapping("/forms.pdf")
    Object forms(
            Principal principal,
            @RequestParam(name = "class", defaultValue = "") String className,
            @RequestParam(defaultValue = "") String show,
            @RequestParam(defaultValue = "") String use) {
        Sought sought = Sought.of(className, show, use, "", "");
        List<ConsentRequest> requests =
                sought.className().isEmpty() ? List.of() : register.requests(principal.getName(), sought.filter());
        if (requests.isEmpty() || requests.size() > MOST_FORMS) {
            return page(
                    principal,
                    sought,
                    List.of(
                            sought.className().isEmpty()
                                    ? "Class: please choose one; its forms are then printed together."
                                    : requests.isEmpty()
                                            ? "There is no child here whose family is to be asked."
                                            : "No more than %d forms are printed at once: please narrow the list."
                                                    .formatted(MOST_FORMS)));
        }
        return forms.of(requests, "consent-forms.pdf");
    }

    /** The name goes into the session, not into an address. */
    @PostMapping("/search")
    String search(Principal principal, @RequestParam(defaultValue = "") String name, HttpSession session) {
        String sought = name.strip();
        String kept = sought.substring(0, Math.min(sought.length(), LONGEST_NAME));
        List<RegisterLine> found = find(principal, kept);
        session.setAttribute(NAME, kept);
        return found.size() == 1
                ? "redirect:/consents/pupils/"
                        + found.get(0).enrolment().pupil().id()
                : "redirect:/consents/search";
    }

    @GetMapping("/search")
    ModelAndView found(Principal principal, HttpSession session) {
        String name = session.getAttribute(NAME) instanceof String sought ? sought : "";
        return new ModelAndView("consent/search")
                .addObject("name", name)
                .addObject("titles", titles())
                .addObject("rows", rows(find(principal, name), Moment.of("", "")));
    }

    private ModelAndView page(Principal principal, Sought sought, List<String> faults) {
        String viewer = principal.getName();
        List<String> classes = register.classes(viewer);
        List<Row> rows = faults.isEmpty() ? rows(register.list(viewer, sought.filter()), sought.moment()) : List.of();
        return new ModelAndView("consent/register", faults.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY)
                .addObject("sought", sought)
                .addObject("classes", classChoices(classes, sought.className()))
                .addObject(
                        "shows",
                        Arrays.stream(Show.values())
                                .map(show -> new Choice(show.value(), show.words(), show == sought.show()))
                                .toList())
                .addObject(
                        "uses",
                        Arrays.stream(Use.values())
                                .map(use -> new Choice(
                                        use.value(), use.title(), sought.use().equals(Optional.of(use))))
                                .toList())
                .addObject("empty", classes.isEmpty() && rows.isEmpty() && !sought.isNarrowed())
                .addObject("titles", titles())
                .addObject("rows", rows)
                .addObject("found", Words.children(rows.size()) + sought.words())
                .addObject("csv", sought.link("/consents/register.csv"))
                .addObject(
                        "forms",
                        sought.className().isEmpty() || sought.moment().at().isPresent()
                                ? ""
                                : sought.link("/consents/forms.pdf"))
                .addObject("faults", faults);
    }

    private List<Row> rows(List<RegisterLine> lines, Moment moment) {
        var endOfTerm = register.endOfTerm(moment.at());
        return lines.stream()
                .map(line -> Row.of(line, endOfTerm, moment.query()))
                .toList();
    }

    /** A class that there was once stays chosen. */
    private static List<Choice> classChoices(List<String> classes, String chosen) {
        List<Choice> choices = new ArrayList<>(classes.stream()
                .map(className -> new Choice(className, className, className.equals(chosen)))
                .toList());
        if (!chosen.isEmpty() && !classes.contains(chosen)) {
            choices.add(new Choice(chosen, chosen, true));
        }
        return choices;
    }

    /** Those of whose names and class each word that was typed is a part; nobody for no word. */
    private List<RegisterLine> find(Principal principal, String name) {
        List<RegisterLine> all = Stream.of(Show.EVERYBODY, Show.LEFT)
                .flatMap(show -> register
                        .list(
                                principal.getName(),
                                new RegisterFilter(Optional.empty(), show, Optional.empty(), Optional.empty()))
                        .stream())
                .toList();
        String[] words = plain(name).strip().split("\\s+");
        return name.isBlank()
                ? List.of()
                : all.stream()
                        .filter(line -> Arrays.stream(words)
                                .allMatch(plain(names(line.enrolment().pupil()))::contains))
                        .toList();
    }

    private static String names(Pupil pupil) {
        return pupil.name() + " " + String.join(" ", pupil.nicknames()) + " " + pupil.className();
    }

    /** Without case, accents and curly apostrophes. */
    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .replace('’', '\'')
                .toLowerCase(Locale.ROOT);
    }

    private static List<String> titles() {
        return Arrays.stream(Use.values()).map(Use::title).toList();
    }
}
