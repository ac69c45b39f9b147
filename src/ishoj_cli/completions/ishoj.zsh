#compdef ishoj
_ishoj() {
    local -a candidates
    local -x _ISHOJ_COMPLETE=zsh _ISHOJ_WORD="$PREFIX"
    local program=${(Q)words[1]}
    [[ $program != "~/"* ]] || program=$HOME/${program:2}
    candidates=("${(@f)$("$program" "${(@)words[2,CURRENT-1]}" 2>/dev/null)}")
    candidates=("${(@)candidates//:/\\:}")
    candidates=("${(@)candidates/$'\t'/:}")
    if [[ -n "$candidates" ]]; then
        _describe ishoj candidates
    else
        compset -P '-*='
        _files
    fi
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _ishoj "$@"
elif (( $+functions[compdef] )); then
    compdef _ishoj ishoj
fi
