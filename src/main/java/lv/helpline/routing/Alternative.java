package lv.helpline.routing;

import lv.helpline.roster.Line;
import lv.helpline.roster.Referral;

/// Where else a caller may turn now. The emergency number 112 is told in any case.
public sealed interface Alternative {

    /// To another line of ours, which is open and would ring somebody whom this call does not ring anyway.
    record OpenLine(Line line) implements Alternative {}

    /// To another organisation.
    record Outside(Referral help) implements Alternative {}

    /// Nowhere but 112.
    record Nowhere() implements Alternative {}
}
