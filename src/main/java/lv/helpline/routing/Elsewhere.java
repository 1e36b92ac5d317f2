package lv.helpline.routing;

import lv.helpline.roster.Line;
import lv.helpline.roster.OutsideHelp;

/// Where else a caller may turn now. The emergency number 112 is told in any case.
public sealed interface Elsewhere {

    /// To another line of ours, which is open and would ring somebody whom this call does not ring anyway.
    record OpenLine(Line line) implements Elsewhere {}

    /// To another organisation.
    record Outside(OutsideHelp help) implements Elsewhere {}

    /// Nowhere but 112.
    record Nowhere() implements Elsewhere {}
}
