_ishoj_completion() {
    local candidate program=$1
    [[ $program != "~/"* ]] || program=$HOME/${program:2}
    COMPREPLY=()
    while IFS= read -r candidate; do
        COMPREPLY+=("$candidate")
    done < <(_ISHOJ_COMPLETE=bash _ISHOJ_WORD="$2" "$program" "${COMP_WORDS[@]:1:COMP_CWORD-1}" 2>/dev/null)
}
complete -o default -F _ishoj_completion ishoj
