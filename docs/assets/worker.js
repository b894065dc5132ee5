/* Search runs in a worker, and browsers start none for pages that are opened from the disk. There, and only there, a
   hidden frame takes its place: the script runs in it, and messages go to and fro as a worker's do. */
if (location.protocol === "file:") {
  window.Worker = class extends EventTarget {
    constructor(address) {
      super();
      this.onmessage = null;
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      document.body.append(this.frame);
      this.inside = this.frame.contentWindow;
      this.inside.postMessage = (data) => this.receive(data);
      this.inside.importScripts = (...scripts) => Promise.all(scripts.map((one) => this.load(one)));
      this.ready = this.load(address);
    }

    load(address) {
      return new Promise((done, failed) => {
        const script = this.inside.document.createElement("script");
        script.src = new URL(address, document.baseURI).href;
        script.onload = done;
        script.onerror = failed;
        this.inside.document.body.append(script);
      });
    }

    receive(data) {
      const message = new MessageEvent("message", { data: structuredClone(data) });
      this.dispatchEvent(message);
      if (this.onmessage) this.onmessage(message);
    }

    postMessage(data) {
      const message = { data: structuredClone(data) };
      this.ready.then(() => this.inside.dispatchEvent(new this.inside.MessageEvent("message", message)));
    }

    terminate() {
      this.frame.remove();
    }
  };
}
