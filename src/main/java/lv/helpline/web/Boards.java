package lv.helpline.web;

import java.time.Clock;
import java.time.Instant;
import lv.helpline.admin.Accounts;
import lv.helpline.board.Board;
import lv.helpline.board.LiveSource;
import lv.helpline.board.Signs;
import lv.helpline.routing.FallbackCopy;
import lv.helpline.routing.Freshness;
import lv.helpline.routing.SnapshotSource;
import org.springframework.stereotype.Component;

/// The board as it is when it is asked for.
@Component
class Boards {

    private final SnapshotSource snapshots;
    private final Freshness freshness;
    private final LiveSource live;
    private final FallbackCopy fallback;
    private final Accounts accounts;
    private final Clock clock;

    Boards(
            SnapshotSource snapshots,
            Freshness freshness,
            LiveSource live,
            FallbackCopy fallback,
            Accounts accounts,
            Clock clock) {
        this.snapshots = snapshots;
        this.freshness = freshness;
        this.live = live;
        this.fallback = fallback;
        this.accounts = accounts;
        this.clock = clock;
    }

    /// A board and the instant of which it is.
    record At(Board board, Instant instant) {}

    At now() {
        var now = clock.instant();
        var signs = new Signs(fallback.lastSeen(), accounts.administrators());
        return new At(Board.of(snapshots.current(), freshness, live.current(), signs, now), now);
    }
}
