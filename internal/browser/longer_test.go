package browser

import "strings"

// longer makes every word of the page 40 % longer, as another language may, and leaves names and codes alone. It returns what is cut
// off then, or sticks out of its box.
const longer = `(()=>{const w=document.createTreeWalker(document.body,NodeFilter.SHOW_TEXT),nodes=[];for(let n;n=w.nextNode();)nodes.push(n);
for(const n of nodes)if(!n.parentElement.closest("bdi,script,textarea,.code,[translate=no]"))
 n.data=n.data.replace(/\p{L}+/gu,s=>s+[...s].slice(0,Math.ceil([...s].length*.4)).join(""));
const out=[];
for(const e of document.querySelectorAll("main *, .dock *, .side *, .acting *")){
 const s=getComputedStyle(e);
 if(s.display==="inline"||e.closest("svg,.sr,.sr-phone,option")||!e.clientWidth||s.overflowX==="auto"||e.matches("select,input,textarea,thead"))continue;
 if(e.scrollWidth>e.clientWidth+1)out.push(e.tagName.toLowerCase()+"."+e.className+" "+e.innerText.trim().slice(0,40)+" "+e.scrollWidth+">"+e.clientWidth);
}
return out})()`

// fitsLonger writes longer texts into the page on the narrowest screen, which is also a desk at 400 %: nothing is cut off, and nothing
// sticks out. The page is spoilt afterwards.
func (b *tab) fitsLonger(path string) {
	b.t.Helper()
	if cut := value[[]string](b, longer); len(cut) > 0 {
		b.t.Errorf("longer texts stick out: %s", strings.Join(cut[:min(6, len(cut))], " | "))
		b.picture("longer-" + strings.Trim(path, "/"))
	}
	if got := b.looks("24"); got.Wide > 320 {
		b.t.Errorf("%d px wide with longer texts: %s", got.Wide, strings.Join(got.Out[:min(6, len(got.Out))], " | "))
		b.picture("longer-" + strings.Trim(path, "/"))
	}
}
