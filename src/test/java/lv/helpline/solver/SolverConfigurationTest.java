package lv.helpline.solver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import lv.helpline.planning.proposals.StaffingSolver;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/// The program with the library and without it.
class SolverConfigurationTest {

    private static final String LIBRARY = "ai.timefold";

    private final ApplicationContextRunner context =
            new ApplicationContextRunner().withUserConfiguration(SolverConfiguration.class);

    @Test
    void with_the_library_there_is_a_solver() {
        context.run(started -> assertThat(started).hasSingleBean(StaffingSolver.class));
    }

    @Test
    void without_it_the_program_starts_and_there_is_none() {
        context.withClassLoader(new FilteredClassLoader(LIBRARY))
                .run(started -> assertThat(started).hasNotFailed().doesNotHaveBean(StaffingSolver.class));
    }

    /// The pages hold the solver from their start; only a search costs memory.
    @Test
    void nothing_of_the_library_is_loaded_until_somebody_asks() throws Exception {
        try (var loader = new Noting(Path.of("target/classes").toUri().toURL())) {
            var type = loader.loadClass("lv.helpline.solver.TimefoldSolver");
            var made = type.getDeclaredConstructor();
            made.setAccessible(true);
            assertThat(made.newInstance()).isNotNull();
            assertThat(loader.loaded)
                    .contains("lv.helpline.solver.TimefoldSolver")
                    .noneMatch(name -> name.startsWith(LIBRARY));
        }
    }

    /// Loads our own classes anew, and notes what they ask for.
    private static final class Noting extends URLClassLoader {

        private final List<String> loaded = new CopyOnWriteArrayList<>();

        Noting(URL classes) throws IOException {
            super(new URL[] {classes}, SolverConfigurationTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            loaded.add(name);
            return name.startsWith("lv.helpline.solver.") ? findClass(name) : super.loadClass(name, resolve);
        }
    }
}
