import { PALETTE, type PaletteColor } from "#core/drawing/palette";
import { MONO, SANS } from "#core/export/svg-style";

const colors = (Object.keys(PALETTE.light) as PaletteColor[])
  .map((name) => `--${name}:light-dark(${PALETTE.light[name]},${PALETTE.dark[name]})`)
  .join(";");

const CSS = `
:host{${colors};--raised:light-dark(#ffffff,#24282f);--hover:light-dark(#f1f1ee,#282c33);--pressed:light-dark(#e8e8e3,#31363f);
--focus:light-dark(#2a7fd4,#7dbdf8);--good:light-dark(#11795a,#45c097);--on-ink:light-dark(#ffffff,#15171b);
display:flex;flex-direction:column;min-width:0;color-scheme:light dark;color:var(--ink);
font:400 14px/20px ${SANS};font-variant-numeric:tabular-nums;container-type:inline-size;text-align:start}
:host([theme=light]){color-scheme:light}
:host([theme=dark]){color-scheme:dark}
:host([hidden]){display:none}
*{box-sizing:border-box}
[hidden]{display:none!important}
p,fieldset,legend{margin:0;padding:0;border:0;min-width:0}
.player,.refused{position:relative;display:flex;flex:1 1 auto;flex-direction:column;min-height:0;overflow:hidden auto;border:1px solid var(--line);border-radius:10px;background:var(--paper)}
.refused{display:block;padding:16px;color:var(--problem)}
:focus{outline:none}
:focus-visible{outline:2px solid var(--focus);outline-offset:1px}

.stage{display:flex;flex:1 1 300px;min-height:160px;overflow:auto;background:var(--ground);scrollbar-width:thin;scrollbar-color:var(--line-strong) transparent}
.stage svg{display:block;flex:none;margin:auto}
.stage:focus-visible{outline-offset:-3px;border-radius:9px 9px 0 0}

.about:not(:empty){margin-inline-end:8px;padding:1px 7px;border-radius:5px;background:var(--field);color:var(--muted);font-size:12px;font-weight:400}
.caption{flex:none;min-height:44px;padding:12px 20px;border-top:1px solid var(--line);font-size:15px;line-height:22px;white-space:pre-line;overflow-wrap:anywhere;text-wrap:pretty}
.caption[data-empty]{visibility:hidden;border-color:transparent}

.step{position:relative;flex:none;padding:8px 20px;border-top:1px solid var(--line);container:step-text/inline-size}
.caption+.step{border-top-color:transparent;padding-top:0}
.told{position:relative;height:min(var(--tallest,48px),36dvh);min-height:24px;overflow:hidden auto;overscroll-behavior:contain;scrollbar-width:thin;scrollbar-color:var(--line-strong) transparent}
.told:focus-visible{outline-offset:2px;border-radius:2px}
.step:has(>.more:not([hidden]))>.told{mask-image:linear-gradient(to top,#0003,#000 22px)}
.step>.more{position:absolute;inset:auto 14px 4px auto;width:auto;min-width:0;height:22px;padding:0 8px;border-color:var(--line);border-radius:999px;background:var(--paper);font-size:12px}
.lines{display:grid;grid-template-columns:minmax(0,1fr);gap:4px 28px;align-items:start}
.lines p{overflow-wrap:anywhere;text-wrap:pretty}
.lines .count{display:none}
.lines strong{font-weight:600}
.lines[data-phase=forward] strong{color:var(--value)}
.lines[data-phase=seed] strong,.lines[data-phase=backward] strong{color:var(--gradient)}
.formulas{display:grid;grid-template-columns:fit-content(44%) minmax(0,1fr) auto;align-content:start;min-width:0;margin:0;padding:0;list-style:none}
.pair{display:grid;grid-template-columns:subgrid;grid-column:1/-1;align-items:baseline;column-gap:22px;padding:2px 0}
.formula{min-width:0;overflow:auto hidden}
.numbers{display:flex;grid-column:2;flex-wrap:wrap;align-items:baseline;gap:2px 5px;min-width:0;color:var(--muted)}
.index{padding:0 4px;border-radius:4px;background:var(--field);font:11px ${MONO}}
.pair[data-alone] .formula{grid-column:1/3}
.pair math{display:inline math;font-size:16px}
.equation{grid-column:3;color:var(--muted);font-size:12px}
@container step-text (min-width:1080px){.lines:has(.formulas:not([hidden])){grid-template-columns:minmax(0,4fr) minmax(0,7fr)}}
@media (max-height:480px){
.stage{min-height:110px}
.told{height:min(var(--tallest,48px),22dvh)}
.caption{min-height:32px;padding-block:6px;font-size:14px;line-height:20px}
.step{padding-block:4px}
}
@container step-text (max-width:560px){
.formulas{grid-template-columns:minmax(0,1fr) auto}
.pair{padding-bottom:6px}
.formula,.pair[data-alone] .formula,.numbers{grid-column:1}
.equation{grid-row:1;grid-column:2}
}
code{font:13px ${MONO}}

.timeline{position:relative;flex:none;height:24px;margin:0 20px;cursor:pointer;touch-action:none;border-radius:4px}
.track{position:absolute;inset:8px 0;overflow:hidden;border-radius:4px;background:var(--field)}
.stretch{position:absolute;inset-block:0;border-inline-end:1px solid var(--paper);background:var(--line-strong)}
.stretch[data-phase=forward]{background:var(--value)}
.stretch[data-phase=backward]{background:var(--gradient)}
.rest{position:absolute;inset:0;background:color-mix(in oklab,var(--field) 78%,transparent)}
.range{position:absolute;top:2px;bottom:2px;border:2px solid var(--ink);border-radius:5px;opacity:.55;pointer-events:none}
.thumb{position:absolute;top:3px;bottom:3px;width:6px;margin-inline-start:-3px;border:1px solid var(--paper);border-radius:3px;background:var(--ink);pointer-events:none}
.tick{position:absolute;top:3px;width:2px;height:5px;margin-inline-start:-1px;background:var(--ink)}
.tick.ask{top:8px;width:8px;height:8px;margin-inline-start:-4px;border:1.5px solid var(--paper);border-radius:50%;background:var(--ink)}

.bar{position:sticky;bottom:0;display:flex;flex:none;flex-wrap:wrap;align-items:center;gap:6px 14px;padding:4px 14px 10px 14px;background:var(--paper)}
.transport,.more,.loop,.buttons{display:flex;align-items:center;gap:2px}
.readout{display:flex;gap:14px;color:var(--muted);white-space:nowrap}
.readout .count{color:var(--ink)}
.more{flex-wrap:wrap;gap:6px;margin-inline-start:auto}
button,select,input{margin:0;font:inherit;color:inherit}
button{display:inline-flex;align-items:center;justify-content:center;gap:6px;min-width:32px;height:32px;padding:0 8px;border:1px solid transparent;border-radius:7px;background:none;cursor:default}
button:hover{background:var(--hover)}
button:active{background:var(--pressed)}
button[aria-pressed=true]{background:var(--pressed);border-color:var(--line-strong)}
button svg{width:17px;height:17px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.play,button.strong{background:var(--ink);color:var(--on-ink)}
.play{width:44px;margin:0 4px}
.play span{display:contents}
.play:hover,button.strong:hover{background:color-mix(in oklab,var(--ink),var(--paper) 16%)}
.prove,.question button{border-color:color-mix(in oklab,var(--line-strong) 55%,transparent);padding:0 12px}
select{height:32px;max-width:200px;padding:0 6px;border:1px solid color-mix(in oklab,var(--line-strong) 55%,transparent);border-radius:7px;background:var(--paper);text-overflow:ellipsis}
select:hover{background:var(--hover)}
.speed{width:72px}

.question{display:flex;flex:none;flex-direction:column;max-height:60%;overflow:auto;padding:14px 20px;border-top:2px solid var(--ink);background:var(--raised)}
.question[data-outcome=right],.question[data-outcome=revealed]{border-top-color:var(--good)}
legend{padding:0 0 8px;font-size:15px;font-weight:600;line-height:22px;overflow-wrap:anywhere;white-space:pre-line}
.answers{display:flex;flex-wrap:wrap;gap:8px}
.choice{display:flex;align-items:center;gap:8px;min-height:36px;padding:6px 14px 6px 10px;border:1px solid var(--line);border-radius:8px;background:var(--paper);overflow-wrap:anywhere}
.choice:hover{background:var(--hover)}
.choice:has(:checked){border-color:var(--ink)}
.choice[data-right]{border-color:var(--good);box-shadow:inset 0 0 0 1px var(--good)}
.choice input{width:16px;height:16px;flex:none;accent-color:var(--ink)}
.number{display:flex;align-items:center;gap:10px;color:var(--muted)}
.number input{height:36px;padding:0 10px;border:1px solid var(--line-strong);border-radius:7px;background:var(--paper);color:var(--ink);font-family:${MONO}}
.question .buttons{flex-wrap:wrap;gap:8px;margin-top:10px}
.verdict{font-weight:600}
.verdict:not(:empty),.explanation:not(:empty){margin-top:8px}
[data-outcome=right] .verdict{color:var(--good)}
[data-outcome=wrong] .verdict{color:var(--problem)}
.explanation{overflow-wrap:anywhere;white-space:pre-line;text-wrap:pretty;max-width:90ch}

.notice{flex:none;padding:0 20px 12px;color:var(--muted);overflow-wrap:anywhere}
.notice:empty{display:none}
.notice[data-verdict=agrees]{color:var(--good)}
.notice[data-verdict=differs]{color:var(--problem)}
.spoken{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}

@container (max-width:560px){
.caption,.step,.question,.notice{padding-inline:14px}
.timeline{margin-inline:14px}
.bar{justify-content:space-between;padding-inline:8px}
.more{margin-inline-start:0;width:100%}
.readout{gap:10px;padding-inline-end:6px}
.chapters{flex:1;min-width:0}
}
@container (max-width:420px){
.readout .clock{display:none}
.bar{gap:6px 4px}
.more{justify-content:space-between;gap:6px 4px}
.chapters{flex:1 0 100%;max-width:none}
button{padding:0 5px}
.play{width:36px}
.prove{width:32px;padding:0;font-size:0;gap:0}
}
@media (max-height:480px){
.bar{padding-block:2px 4px}
@container (max-width:720px){
.bar{flex-wrap:nowrap;gap:6px;padding-inline:8px}
.readout .clock{display:none}
.more{flex-wrap:nowrap;gap:4px}
.chapters{flex:0 1 120px;min-width:0}
.speed{width:64px}
.bar button{min-width:28px;height:30px;padding:0 4px}
.bar .play{width:36px;margin:0 2px}
.prove{width:30px;padding:0;font-size:0;gap:0}
}
}
`;

let styles: CSSStyleSheet | null = null;

/** The style sheet of all players of a page. Adopted, not written into elements: a page's policy may forbid those. */
export function playerStyles(): CSSStyleSheet {
  if (!styles) {
    styles = new CSSStyleSheet();
    styles.replaceSync(CSS);
  }
  return styles;
}
