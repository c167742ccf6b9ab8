package org.schoolapprovals.textcheck.web;

import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.textcheck.ListKind;
import org.schoolapprovals.textcheck.TextList;
import org.schoolapprovals.textcheck.TextLists;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The lists and a form for each. A change that is refused shows the form again, still filled in, with the faults on top. */
@Controller
@RequestMapping("/lists")
class ListsController {

    private final TextLists lists;

    ListsController(TextLists lists) {
        this.lists = lists;
    }

    /** A list in the overview. */
    record Row(String link, String title, String size) {

        static Row of(ListKind kind, Map<ListKind, Long> sizes) {
            long size = sizes.get(kind);
            return new Row(
                    "/lists/" + kind.id(),
                    kind.title(),
                    size == 1 ? "1 entry" : String.format(Locale.UK, "%,d entries", size));
        }
    }

    @GetMapping
    ModelAndView overview(Principal principal) {
        Map<ListKind, Long> sizes = lists.sizes(principal.getName());
        return new ModelAndView("textcheck/lists")
                .addObject(
                        "rows",
                        Arrays.stream(ListKind.values())
                                .map(kind -> Row.of(kind, sizes))
                                .toList())
                .addObject("changes", lists.changes(principal.getName()));
    }

    @GetMapping("/{id}")
    ModelAndView list(Principal principal, @PathVariable String id) {
        TextList list = lists.list(principal.getName(), kind(id));
        return form(list.kind(), String.join("\n", list.entries()), list.version(), List.of());
    }

    @PostMapping("/{id}")
    ModelAndView change(
            Principal principal,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String entries,
            @RequestParam long version,
            RedirectAttributes next) {
        ListKind kind = kind(id);
        try {
            next.addFlashAttribute("notice", lists.change(principal.getName(), kind, entries, version));
        } catch (NotAllowedException wrongPerson) {
            throw wrongPerson;
        } catch (RefusedException refused) {
            ModelAndView page = form(kind, entries, version, refused.sentences());
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            return page;
        }
        return new ModelAndView("redirect:/lists");
    }

    @ExceptionHandler(NotAllowedException.class)
    @ResponseStatus(HttpStatus.FORBIDDEN)
    ModelAndView notTheirs(NotAllowedException wrongPerson) {
        return new ModelAndView("textcheck/no-lists").addObject("why", wrongPerson.getMessage());
    }

    @ExceptionHandler(MethodArgumentTypeMismatchException.class)
    @ResponseStatus(HttpStatus.NOT_FOUND)
    String notFound() {
        return "error/404";
    }

    private static ModelAndView form(ListKind kind, String entries, long version, List<String> faults) {
        return new ModelAndView("textcheck/list")
                .addObject("list", kind)
                .addObject("entries", entries)
                .addObject("version", version)
                .addObject("faults", faults);
    }

    private static ListKind kind(String id) {
        return ListKind.of(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
