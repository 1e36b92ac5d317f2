package lv.helpline.snapshot;

import java.io.IOException;
import java.nio.file.Path;
import lv.helpline.roster.Holidays;
import lv.helpline.roster.Roster;
import lv.helpline.routing.RecentActivity;
import lv.helpline.routing.Snapshot;

/// The roster as a router's copy on disk has it, for whoever looks at it without a router.
public final class RosterOnDisk {

    private RosterOnDisk() {}

    /// @throws IOException when there is none, or none that can be believed; the message says why
    public static Snapshot read(Path file, Holidays holidays) throws IOException {
        var copy = new RosterFile(file)
                .read()
                .orElseThrow(() -> new IOException("there is no " + file + "; a router writes it when it has started"));
        return new Snapshot(file.toString(), copy.loadedAt(), new Roster(copy.roster(), holidays), RecentActivity.NONE);
    }
}
