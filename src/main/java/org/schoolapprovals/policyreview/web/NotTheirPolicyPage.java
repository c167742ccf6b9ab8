package org.schoolapprovals.policyreview.web;

import org.schoolapprovals.refusal.NotAllowedException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

/** What people see of pages that are not theirs, and at addresses where nothing can be. */
@ControllerAdvice(assignableTypes = {PolicyController.class, ReviewsController.class, AcknowledgementsController.class})
class NotTheirPolicyPage {

    @ExceptionHandler(NotAllowedException.class)
    @ResponseStatus(HttpStatus.FORBIDDEN)
    ModelAndView notTheirs(NotAllowedException wrongPerson) {
        return new ModelAndView("policyreview/not-yours").addObject("why", wrongPerson.getMessage());
    }

    @ExceptionHandler(MethodArgumentTypeMismatchException.class)
    @ResponseStatus(HttpStatus.NOT_FOUND)
    String notFound() {
        return "error/404";
    }
}
