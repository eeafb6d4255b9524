(()=>{var c=document.querySelector("link[rel=canonical]");c&&location.replace(c.href+location.search+location.hash);})();
