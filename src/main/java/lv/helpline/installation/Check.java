package lv.helpline.installation;

import java.io.IOException;
import java.util.List;

/// Looks at one thing of an installation.
public interface Check {

    /// What it looks at, in a word.
    String name();

    /// What is wrong with it; nothing if all is right.
    ///
    /// @throws IOException when it could not look, which is told as wrong
    List<Finding> look(Machine machine) throws IOException;

    /// Something that is wrong, or that is worth knowing.
    ///
    /// @param wrong whether calls or people suffer by it; else it is only told
    /// @param what  what is so
    /// @param todo  what to do
    record Finding(boolean wrong, String what, String todo) {

        static Finding wrong(String what, String todo) {
            return new Finding(true, what, todo);
        }

        static Finding note(String what, String todo) {
            return new Finding(false, what, todo);
        }
    }

    @FunctionalInterface
    interface Look {
        List<Finding> look(Machine machine) throws IOException;
    }

    static Check of(String name, Look look) {
        return new Check() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public List<Finding> look(Machine machine) throws IOException {
                return look.look(machine);
            }
        };
    }
}
