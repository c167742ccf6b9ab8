package org.schoolapprovals.security;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Every call that the engine's web applications answer, read off the classes that answer them. */
final class Endpoints {

    /** Stands for any id. */
    static final String ID = "00000000-0000-0000-0000-000000000000";

    private static final Set<String> NAMES_OF_THE_ENGINE =
            Set.of("name", "engine", "engineName", "processEngine", "processEngineName");
    private static final int DEEPEST = 6;

    private final Set<Call> calls = new TreeSet<>();

    private Endpoints() {}

    /** One call, with an id wherever one belongs. */
    record Call(String method, String path) implements Comparable<Call> {

        @Override
        public int compareTo(Call other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static Set<Call> of(ServletContext server) {
        Endpoints endpoints = new Endpoints();
        for (ServletRegistration servlet : server.getServletRegistrations().values()) {
            String application = servlet.getInitParameter("jakarta.ws.rs.Application");
            if (application != null) {
                String root = servlet.getMappings().iterator().next().replaceFirst("/\\*$", "");
                resourcesOf(application).forEach(resource -> endpoints.read(resource, join(root, pathOf(resource)), 0));
            }
        }
        return endpoints.calls;
    }

    private static Set<Class<?>> resourcesOf(String application) {
        try {
            return ((Application)
                            Class.forName(application).getDeclaredConstructor().newInstance())
                    .getClasses();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pathOf(Class<?> resource) {
        return lineage(resource)
                .flatMap(type -> Optional.ofNullable(type.getDeclaredAnnotation(Path.class)).stream())
                .findFirst()
                .map(Path::value)
                .orElse("");
    }

    private void read(Class<?> resource, String root, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalStateException("Resources that lead to each other at " + root);
        }
        for (Method method : resource.getMethods()) {
            List<Annotation> annotations = lineage(resource)
                    .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                    .filter(declared -> declared.getName().equals(method.getName())
                            && Arrays.equals(declared.getParameterTypes(), method.getParameterTypes()))
                    .flatMap(declared -> Arrays.stream(declared.getDeclaredAnnotations()))
                    .toList();
            Optional<String> path = annotations.stream()
                    .filter(Path.class::isInstance)
                    .map(annotation -> ((Path) annotation).value())
                    .findFirst();
            Optional<String> verb = annotations.stream()
                    .flatMap(annotation ->
                            Optional.ofNullable(annotation.annotationType().getAnnotation(HttpMethod.class)).stream())
                    .map(HttpMethod::value)
                    .findFirst();
            String whole = join(root, path.orElse(""));
            if (verb.isPresent()) {
                calls.add(new Call(verb.get(), filledIn(whole)));
            } else if (path.isPresent() && method.getReturnType() != Object.class) {
                read(method.getReturnType(), whole, depth + 1);
            }
        }
    }

    private static Stream<Class<?>> lineage(Class<?> type) {
        List<Class<?>> types = new ArrayList<>();
        collect(type, types, new HashSet<>());
        return types.stream();
    }

    private static void collect(Class<?> type, List<Class<?>> types, Set<Class<?>> seen) {
        if (type != null && seen.add(type)) {
            types.add(type);
            collect(type.getSuperclass(), types, seen);
            Arrays.stream(type.getInterfaces()).forEach(parent -> collect(parent, types, seen));
        }
    }

    private static String join(String root, String path) {
        if (path.isEmpty()) {
            return root;
        }
        return root.replaceFirst("/$", "") + (path.startsWith("/") ? "" : "/") + path;
    }

    private static String filledIn(String template) {
        StringBuilder path = new StringBuilder();
        for (int at = 0; at < template.length(); ) {
            if (template.charAt(at) == '{') {
                int end = endOf(template, at);
                String name = template.substring(at + 1, end).split(":")[0].strip();
                path.append(NAMES_OF_THE_ENGINE.contains(name) ? "default" : ID);
                at = end + 1;
            } else {
                path.append(template.charAt(at++));
            }
        }
        return path.toString();
    }

    private static int endOf(String template, int start) {
        int open = 0;
        for (int at = start; at < template.length(); at++) {
            open += template.charAt(at) == '{' ? 1 : template.charAt(at) == '}' ? -1 : 0;
            if (open == 0) {
                return at;
            }
        }
        throw new IllegalArgumentException(template);
    }
}
