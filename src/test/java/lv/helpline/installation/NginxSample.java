package lv.helpline.installation;

import lv.helpline.lab.Nginx;

/// `ops/nginx/helpline.conf.example`, below Debian's own `nginx.conf`.
class NginxSample extends ProxySample {

    NginxSample() throws Exception {
        super(place -> Nginx.command(place.directory(), place.http(), place.https(), place.pages()));
    }
}
