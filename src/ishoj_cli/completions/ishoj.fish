function __ishoj_complete
    set -lx _ISHOJ_COMPLETE fish
    set -lx _ISHOJ_WORD (commandline -ct)
    set -l words (commandline -opc)
    string match --quiet '~/*' -- $words[1]; and set words[1] $HOME(string sub --start 2 -- $words[1])
    $words[1] $words[2..-1] 2>/dev/null
end
complete --command ishoj --no-files --arguments '(__ishoj_complete)'
complete --command ishoj --force-files --condition 'not string length --quiet -- (__ishoj_complete)'
